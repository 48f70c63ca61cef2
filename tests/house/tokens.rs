//! Rust source as the rules read it: tokens with their lines, without comments and literals.
//!
//! A reader of tokens, not of the grammar. It knows nested comments, raw strings, byte strings and
//! the difference between a lifetime and a character, which is what keeps a brace counter honest.

/// One identifier, number or punctuation character.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Token {
    /// The text; a string or character literal is `""`.
    pub(crate) text: String,
    /// The line that it starts on, from 1.
    pub(crate) line: usize,
}

/// Splits source into tokens.
pub(crate) fn tokens(text: &str) -> Vec<Token> {
    let mut scanner = Scanner { chars: text.chars().collect(), at: 0, line: 1, tokens: Vec::new() };
    while scanner.at < scanner.chars.len() {
        scanner.step();
    }
    scanner.tokens
}

/// Splits source into tokens and leaves out items under `#[cfg(test)]`.
pub(crate) fn library_tokens(text: &str) -> Vec<Token> {
    without_tests(&tokens(text))
}

struct Scanner {
    chars: Vec<char>,
    at: usize,
    line: usize,
    tokens: Vec<Token>,
}

impl Scanner {
    fn peek(&self, ahead: usize) -> char {
        self.chars.get(self.at + ahead).copied().unwrap_or('\0')
    }

    fn advance(&mut self) -> char {
        let c = self.peek(0);
        self.line += usize::from(c == '\n');
        self.at += 1;
        c
    }

    fn push(&mut self, text: String, line: usize) {
        self.tokens.push(Token { text, line });
    }

    fn step(&mut self) {
        let line = self.line;
        match (self.peek(0), self.peek(1)) {
            ('/', '/') => self.skip_while(|c| c != '\n'),
            ('/', '*') => self.skip_block_comment(),
            ('"', _) => self.string(line),
            ('r', '"' | '#') if self.is_raw_string(1) => self.raw_string(1, line),
            ('b', '"') => {
                self.at += 1;
                self.string(line);
            }
            ('b', 'r') if self.is_raw_string(2) => self.raw_string(2, line),
            ('b', '\'') => {
                self.at += 1;
                self.quote(line);
            }
            ('\'', _) => self.quote(line),
            (c, _) if c.is_alphanumeric() || c == '_' => self.word(line),
            (c, _) => {
                self.advance();
                if !c.is_whitespace() {
                    self.push(c.to_string(), line);
                }
            }
        }
    }

    fn skip_while(&mut self, keep: impl Fn(char) -> bool) {
        while self.at < self.chars.len() && keep(self.peek(0)) {
            self.advance();
        }
    }

    fn skip_block_comment(&mut self) {
        let mut depth = 0;
        while self.at < self.chars.len() {
            let pair = (self.peek(0), self.peek(1));
            match pair {
                ('/', '*') => depth += 1,
                ('*', '/') => depth -= 1,
                _ => {}
            }
            self.advance();
            if pair == ('/', '*') || pair == ('*', '/') {
                self.advance();
            }
            if depth == 0 {
                return;
            }
        }
    }

    fn string(&mut self, line: usize) {
        self.advance();
        while self.at < self.chars.len() && self.peek(0) != '"' {
            if self.advance() == '\\' {
                self.advance();
            }
        }
        self.advance();
        self.push("\"\"".to_owned(), line);
    }

    fn is_raw_string(&self, prefix: usize) -> bool {
        let mut ahead = prefix;
        while self.peek(ahead) == '#' {
            ahead += 1;
        }
        self.peek(ahead) == '"'
    }

    fn raw_string(&mut self, prefix: usize, line: usize) {
        self.at += prefix;
        let start = self.at;
        self.skip_while(|c| c == '#');
        let hashes = self.at - start;
        self.advance();
        while self.at < self.chars.len() {
            let closes = self.peek(0) == '"' && (1..=hashes).all(|n| self.peek(n) == '#');
            self.advance();
            if closes {
                self.at += hashes;
                break;
            }
        }
        self.push("\"\"".to_owned(), line);
    }

    /// A character literal, or the tick of a lifetime or label.
    fn quote(&mut self, line: usize) {
        self.advance();
        if self.peek(0) != '\\' && self.peek(1) != '\'' {
            return; // a lifetime: its name follows as a word
        }
        if self.advance() == '\\' {
            self.advance();
        }
        self.skip_while(|c| c != '\'');
        self.advance();
        self.push("\"\"".to_owned(), line);
    }

    fn word(&mut self, line: usize) {
        let start = self.at;
        self.skip_while(|c| c.is_alphanumeric() || c == '_');
        let text = self.chars[start..self.at].iter().collect();
        self.push(text, line);
    }
}

/// Returns whether the tokens from `at` on read as `pattern`, one token a word.
pub(crate) fn reads(tokens: &[Token], at: usize, pattern: &[&str]) -> bool {
    tokens.len() >= at + pattern.len()
        && pattern.iter().enumerate().all(|(n, text)| tokens[at + n].text == *text)
}

/// Returns the index after the bracket that closes the one at `open`.
pub(crate) fn after_group(tokens: &[Token], open: usize) -> usize {
    let mut depth = 0usize;
    for (at, token) in tokens.iter().enumerate().skip(open) {
        match token.text.as_str() {
            "{" | "(" | "[" => depth += 1,
            "}" | ")" | "]" => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 {
            return at + 1;
        }
    }
    tokens.len()
}

fn without_tests(tokens: &[Token]) -> Vec<Token> {
    let mut kept = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        if reads(tokens, at, &["#", "[", "cfg", "(", "test", ")", "]"]) {
            at = after_item(tokens, at + 7);
        } else {
            kept.push(tokens[at].clone());
            at += 1;
        }
    }
    kept
}

/// Returns the index after the item that starts at `at`: past its block, or past its semicolon.
fn after_item(tokens: &[Token], mut at: usize) -> usize {
    while at < tokens.len() {
        match tokens[at].text.as_str() {
            ";" => return at + 1,
            "{" => return after_group(tokens, at),
            "(" | "[" => at = after_group(tokens, at),
            _ => at += 1,
        }
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(source: &str) -> Vec<String> {
        tokens(source).into_iter().map(|token| token.text).collect()
    }

    #[test]
    fn comments_and_literals_hold_no_tokens() {
        assert_eq!(texts("a /* { /* { */ */ b // {\n c"), ["a", "b", "c"]);
        assert_eq!(
            texts(r##"f("{", r#"}"{"#, b"{", '{', '\'', b'}')"##).concat().matches('{').count(),
            0
        );
    }

    #[test]
    fn a_lifetime_is_no_character() {
        assert_eq!(texts("&'a str{}"), ["&", "a", "str", "{", "}"]);
    }

    #[test]
    fn lines_are_counted_through_literals() {
        assert_eq!(tokens("\"\n\n\" x")[1].line, 3);
    }

    #[test]
    fn items_under_cfg_test_are_left_out() {
        let kept = library_tokens("fn a() {} #[cfg(test)] mod tests { fn b() {} } fn c() {}");
        let words: Vec<_> = kept.iter().map(|token| token.text.as_str()).collect();
        assert_eq!(words.concat(), "fna(){}fnc(){}");
    }
}
