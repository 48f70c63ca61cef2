//! Which octet belongs to whom: entries one behind the other, then the directory (APPNOTE §4.3.6).

use std::io::{Read, Seek};

use crate::error::Error;
use crate::zip::archive::Opening;
use crate::zip::fields::Fields;
use crate::zip::header::DESCRIPTOR;
use crate::zip::{Entry, Irregularity, malformed};

const SIGNATURE: u32 = 0x0807_4b50;
/// The longest data descriptor: signature, checksum, two lengths of 64 bits.
const LONGEST: u64 = 24;

/// Checks that entries lie one behind the other, from the beginning of the file to the directory.
pub(super) fn check<R: Read + Seek>(opening: &mut Opening<R>, stop: u64) -> Result<(), Error> {
    let mut order: Vec<usize> = (0..opening.entries.len()).collect();
    order.sort_by_key(|place| opening.entries.get(*place).map(|entry| entry.at));
    let mut end = 0;
    for place in order {
        let Some(entry) = opening.entries.get(place).cloned() else { continue };
        if entry.at < end {
            // One content in two entries is how a small file becomes petabytes (zbsm, 2019).
            return Err(malformed("entries that overlap", entry.at));
        }
        if entry.at > end {
            let what = if end == 0 { Irregularity::Prepended } else { Irregularity::Gap };
            opening.note(what, Some(place), end)?;
        }
        end = entry.content.saturating_add(entry.packed);
        if entry.flags & DESCRIPTOR != 0 {
            match descriptor(opening, &entry, end)? {
                Some(length) => end = end.saturating_add(length),
                None => opening.note(Irregularity::Descriptor, Some(place), end)?,
            }
        }
    }
    if end > stop {
        return Err(malformed("an entry that runs into the directory", stop));
    }
    if end < stop {
        opening.note(Irregularity::Gap, None, end)?;
    }
    Ok(())
}

/// Returns the length of the data descriptor behind the content, if there is one that says what the
/// directory says.
fn descriptor<R: Read + Seek>(
    opening: &mut Opening<R>,
    entry: &Entry,
    at: u64,
) -> Result<Option<u64>, Error> {
    let octets = opening.octets(at, LONGEST)?;
    // §4.3.9.3: the signature may be missing.
    let forms =
        if entry.wide { [(true, true), (false, true)] } else { [(true, false), (false, false)] };
    let fits = |(signed, wide): &(bool, bool)| {
        let mut fields = Fields::new(&octets);
        let start = !signed || fields.u32() == Some(SIGNATURE);
        let crc = fields.u32();
        let mut length = || if *wide { fields.u64() } else { fields.u32().map(u64::from) };
        let (packed, length) = (length(), length());
        start
            && crc == Some(entry.crc)
            && packed == Some(entry.packed)
            && length == Some(entry.length)
    };
    let form = forms.into_iter().find(fits);
    Ok(form.map(|(signed, wide)| if signed { 4 } else { 0 } + if wide { 20 } else { 12 }))
}
