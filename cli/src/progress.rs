//! A progress bar for long reads: more than 64 MiB, and only at a terminal.

use std::fs::File;
use std::io::{self, IsTerminal, Read, Seek, SeekFrom};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// Bytes below which nobody gets impatient: a fifth of a second of SHA-256.
const SHORT: u64 = 64 << 20;

/// A file that shows how far it has been read.
#[derive(Debug)]
pub(crate) struct Progress {
    file: File,
    bar: ProgressBar,
}

impl Progress {
    /// Follows the reading of a file.
    pub(crate) fn new(file: File) -> Self {
        let length = file.metadata().map_or(0, |metadata| metadata.len());
        let bar = if length > SHORT && io::stderr().is_terminal() {
            ProgressBar::with_draw_target(Some(length), ProgressDrawTarget::stderr_with_hz(10))
        } else {
            ProgressBar::hidden()
        };
        let template = "{bar:40} {percent:>3}% {bytes} of {total_bytes}, {bytes_per_sec}, {eta}";
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style);
        }
        Self { file, bar }
    }
}

impl Read for Progress {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.file.read(buffer)?;
        self.bar.inc(u64::try_from(count).unwrap_or(0));
        Ok(count)
    }
}

impl Seek for Progress {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let place = self.file.seek(to)?;
        self.bar.set_position(place);
        Ok(place)
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
