//! Ledgers on a disk, or that the library was built without them.

#[cfg(feature = "durable")]
pub(crate) use with::*;
#[cfg(not(feature = "durable"))]
pub(crate) use without::*;

#[cfg(feature = "durable")]
mod with {
    use std::io::Write;
    use std::path::Path;
    use std::time::Duration;

    use antin::Time;
    pub(crate) use antin::durable::Durable;
    use antin::durable::ExportFault;

    use crate::error::Fault;
    use crate::target::antin_target;

    pub(crate) fn create(path: &str, window: Duration, horizon: Time) -> Result<Durable, Fault> {
        Ok(Durable::create(Path::new(path), window, horizon)?)
    }

    pub(crate) fn open(path: &str, window: Duration) -> Result<Durable, Fault> {
        Ok(Durable::open(Path::new(path), window)?)
    }

    pub(crate) fn arrivals(ledger: &Durable) -> Result<u64, Fault> {
        Ok(ledger.arrivals()?)
    }

    pub(crate) fn export(
        ledger: &Durable,
        from: u64,
        target: &mut antin_target,
    ) -> Result<(), Fault> {
        let exported = ledger.export(from, |line| {
            target.write_all(line)?;
            target.write_all(b"\n")
        });
        match exported {
            Ok(_) => Ok(()),
            Err(ExportFault::Ledger(fault)) => Err(fault.into()),
            Err(ExportFault::Io(error)) => Err(antin::Error::from(error).into()),
            Err(_) => Err(Fault::Panic),
        }
    }
}

#[cfg(not(feature = "durable"))]
mod without {
    use std::time::Duration;

    use antin::Time;
    use antin::gateway::{Admission, Arrival, Ledger, LedgerFault, Recorded};
    use antin::journal::{Event, Head};
    use antin::tsp::Token;

    use crate::error::Fault;
    use crate::target::antin_target;

    /// There is none.
    #[derive(Debug)]
    pub(crate) enum Durable {}

    pub(crate) fn create(_: &str, _: Duration, _: Time) -> Result<Durable, Fault> {
        Err(Fault::NoDisk)
    }

    pub(crate) fn open(_: &str, _: Duration) -> Result<Durable, Fault> {
        Err(Fault::NoDisk)
    }

    pub(crate) fn arrivals(ledger: &Durable) -> Result<u64, Fault> {
        match *ledger {}
    }

    pub(crate) fn export(ledger: &Durable, _: u64, _: &mut antin_target) -> Result<(), Fault> {
        match *ledger {}
    }

    impl Ledger for Durable {
        fn look(&self, _: Time, _: &Arrival) -> Result<Admission, LedgerFault> {
            match *self {}
        }

        fn record(&self, _: Time, _: Option<&Arrival>, _: &Event) -> Result<Recorded, LedgerFault> {
            match *self {}
        }

        fn head(&self) -> Result<Head, LedgerFault> {
            match *self {}
        }

        fn stamp(&self, _: Time, _: Head, _: &Token) -> Result<u64, LedgerFault> {
            match *self {}
        }
    }
}
