//! Statements: what is read and refused, and what is seen as changed.

mod comparing;
mod reading;

use super::{Detail, Fact, File, Reply, Role, Sealer, Statement, Update};

/// A statement that has something of everything.
fn full() -> Statement {
    let mut statement = Statement::new(Sealer::new("000.00.12.X40", Role::Agency));
    for fact in Fact::ALL.into_iter().filter(|fact| fact.is_text()) {
        statement.set(fact, &format!("value of {}", fact.as_str()));
    }
    statement.add_recipient("X98.12.3");
    statement.add_recipient("000.00.00.X14");
    statement.add_update(Update::new("0", "1").with_change("X97.1", "1"));
    statement.add_replacement("000.00.12.X40,2026/02/01,100/VP", ["X98.12.3", "X97.1"]);
    statement.add_reply(Reply::new("X98.12.3", "45/DVMB", "2026/03/05", ""));
    statement.add_detail(Detail::new("From/Email", "000.00.12.X40", "a@co-quan.example"));
    statement.add_detail(Detail::new("ToPlaces/Place", "", "Như trên"));
    statement.add_file(File::new("b.pdf", 3, [2; 32]));
    statement.add_file(File::new("a.pdf", 2, [1; 32]));
    statement.add_earlier_seal([7; 32]);
    statement.set_layout([9; 32]);
    statement
}
