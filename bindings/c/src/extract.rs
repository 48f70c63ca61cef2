//! Taking the attachments out of a package that was accepted.

use std::mem::MaybeUninit;

use crate::boundary::{call, handles, wanted};
use crate::error::{Fault, antin_error};
use crate::package::antin_package;
use crate::result::antin_result;
use crate::source::antin_source;
use crate::target::antin_target;

/// Copies the attachments, out of the archives that were put around them, from a message that was judged.
///
/// `source` is that message; it is read once more, and may have changed meanwhile, so that each attachment is
/// compared with what was judged. `targets` has `targets_count` pointers, one for each of
/// `antin_package_file`, in that order; NULL passes an attachment over.
///
/// `ANTIN_RESULT_REJECTED` if the package is not accepted: nothing is written then.
/// `ANTIN_RESULT_INVALID_ARGUMENT` if the message is another one, if there are more or fewer targets than
/// attachments, or one twice; `ANTIN_RESULT_ALREADY_USED` if one was written to before.
#[unsafe(no_mangle)]
#[must_use]
pub unsafe extern "C" fn antin_package_extract(
    package: Option<&antin_package>,
    source: Option<&mut antin_source>,
    targets: *const *mut antin_target,
    targets_count: usize,
    error_out: Option<&mut MaybeUninit<*mut antin_error>>,
) -> antin_result {
    call(error_out, || {
        let package = wanted(package, "package")?;
        let source = wanted(source, "source")?;
        package.verified()?;
        if targets_count != package.files().len() {
            return Err(Fault::Invalid("targets_count", "is not the number of attachments"));
        }
        // SAFETY: the conventions of the header ask for this many pointers to handles.
        let targets = unsafe { handles(targets, targets_count, "targets") }?;
        extract(package, source, targets)
    })
}

/// Copies one attachment, counted from 0 as in `antin_package_file`. Otherwise as `antin_package_extract`,
/// which reads the message once for all of them.
///
/// `ANTIN_RESULT_INVALID_ARGUMENT` beyond the last.
#[unsafe(no_mangle)]
#[must_use]
pub extern "C" fn antin_package_extract_file(
    package: Option<&antin_package>,
    source: Option<&mut antin_source>,
    index: usize,
    target: Option<&mut antin_target>,
    error_out: Option<&mut MaybeUninit<*mut antin_error>>,
) -> antin_result {
    call(error_out, || {
        let package = wanted(package, "package")?;
        let source = wanted(source, "source")?;
        let target = wanted(target, "target")?;
        package.verified()?;
        let count = package.files().len();
        if index >= count {
            return Err(Fault::Invalid("index", "is beyond the last attachment"));
        }
        let mut targets: Vec<Option<&mut antin_target>> = (0..count).map(|_| None).collect();
        if let Some(place) = targets.get_mut(index) {
            *place = Some(target);
        }
        extract(package, source, targets)
    })
}

/// Writes each attachment to its target, and keeps them only if all are what was judged.
fn extract(
    package: &antin_package,
    source: &mut antin_source,
    mut targets: Vec<Option<&mut antin_target>>,
) -> Result<(), Fault> {
    targets.iter().flatten().try_for_each(|target| target.wanted_new())?;
    let written = targets
        .iter_mut()
        .flatten()
        .try_for_each(|target| target.begin())
        .and_then(|()| copy(package, source, &mut targets));
    match written {
        Ok(()) => targets.iter_mut().flatten().try_for_each(|target| target.commit()),
        Err(fault) => {
            targets.iter_mut().flatten().for_each(|target| target.abandon());
            Err(fault)
        }
    }
}

fn copy(
    package: &antin_package,
    source: &mut antin_source,
    targets: &mut [Option<&mut antin_target>],
) -> Result<(), Fault> {
    let mut open: Vec<Option<&mut antin_target>> =
        targets.iter_mut().map(Option::as_deref_mut).collect();
    package.verified()?.extract(source, |file| {
        let place = Some(file.place().attachment);
        let index = package.files().iter().position(|one| one.attachment == place);
        Ok(index.and_then(|index| open.get_mut(index)).and_then(Option::take))
    })?;
    Ok(())
}
