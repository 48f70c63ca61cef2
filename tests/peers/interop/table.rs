//! Tables as Markdown.

/// A table, with what stands above it.
pub(super) struct Table {
    title: &'static str,
    head: &'static [&'static str],
    rows: Vec<Vec<String>>,
}

impl Table {
    pub(super) fn new(title: &'static str, head: &'static [&'static str]) -> Self {
        Self { title, head, rows: Vec::new() }
    }

    pub(super) fn row<const N: usize>(&mut self, cells: [String; N]) {
        assert_eq!(N, self.head.len(), "{}", self.title);
        self.rows.push(cells.into());
    }

    pub(super) fn to_markdown(&self) -> String {
        let line = |cells: &[&str]| format!("| {} |\n", cells.join(" | "));
        let rows = self.rows.iter().map(|row| {
            let cells: Vec<&str> = row.iter().map(String::as_str).collect();
            line(&cells)
        });
        let rule = line(&vec!["---"; self.head.len()]);
        format!("## {}\n\n{}{rule}{}", self.title, line(self.head), rows.collect::<String>())
    }
}
