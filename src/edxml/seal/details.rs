//! The texts of a message that are no facts of their own (`docs/seal.md` §2.4).

use crate::edxml::seal::held;
use crate::edxml::statement::{Detail, Statement};
use crate::edxml::{MessageHeader, OtherInfo, Package, Party, StaffInfo};
use crate::xml::Element;

/// Adds them to what is stated of a message.
pub(super) fn add(package: &Package, header: &MessageHeader, statement: &mut Statement) {
    let mut put = |element: &str, of: &str, text: Option<&str>| {
        statement.add_detail(Detail::new(element, of, text.unwrap_or_default()));
    };
    if let Some(from) = &header.from {
        party("From", from, &mut put);
    }
    for to in &header.to {
        party("To", to, &mut put);
    }
    if let Some(other) = &header.other_info {
        other_info(other, &mut put);
    }
    for code in header.response_for_task.iter().flat_map(|tasks| &tasks.task_code) {
        put("ResponseForTask/TaskCode", "", Some(code));
    }
    put("ApplicationType", "", header.application_type.as_deref());
    for place in header.to_places.iter().flat_map(|places| &places.place) {
        put("ToPlaces/Place", "", Some(place));
    }
    put("TraceHeaderList/Paper", "", package.trace().and_then(|trace| trace.paper.as_deref()));
    if let Some(business) = package.business() {
        put("Bussiness/BussinessDocReason", "", business.doc_reason.as_deref());
        business.staff_info.iter().for_each(|one| staff("Bussiness/StaffInfo", one, &mut put));
    }
    attachments(package, &mut put);
}

/// Takes an element, what it is about, and its text.
type Put<'p> = &'p mut dyn FnMut(&str, &str, Option<&str>);

fn party(element: &str, party: &Party, put: Put<'_>) {
    let of = party.organ_id.as_deref().unwrap_or_default();
    for (name, text) in [
        ("OrganizationInCharge", &party.organization_in_charge),
        ("OrganName", &party.organ_name),
        ("OrganAdd", &party.organ_add),
        ("Email", &party.email),
        ("Telephone", &party.telephone),
        ("Fax", &party.fax),
        ("Website", &party.website),
    ] {
        put(&format!("{element}/{name}"), of, text.as_deref());
    }
}

fn staff(element: &str, staff: &StaffInfo, put: Put<'_>) {
    let of = staff.staff_id.as_deref().unwrap_or_default();
    for (name, text) in [
        ("Department", &staff.department),
        ("DepartmentId", &staff.department_id),
        ("Staff", &staff.staff),
        ("StaffId", &staff.staff_id),
        ("Email", &staff.email),
        ("Mobile", &staff.mobile),
    ] {
        put(&format!("{element}/{name}"), of, text.as_deref());
    }
}

fn other_info(other: &OtherInfo, put: Put<'_>) {
    for (name, text) in [
        ("SphereOfPromulgation", &other.sphere_of_promulgation),
        ("TyperNotation", &other.typer_notation),
        ("PromulgationAmount", &other.promulgation_amount),
        ("PageAmount", &other.page_amount),
    ] {
        put(&format!("OtherInfo/{name}"), "", text.as_deref());
    }
    for appendix in other.appendixes.iter().flat_map(|list| &list.appendix) {
        put("OtherInfo/Appendixes/Appendix", "", Some(appendix));
    }
    for element in [&other.reply_fors, &other.reference_codes].into_iter().flatten() {
        extension("OtherInfo", element, put);
    }
}

/// The texts of an element whose inside the format does not name, each by its path.
fn extension(above: &str, element: &Element, put: Put<'_>) {
    let mut open = vec![(format!("{above}/{}", element.name), element)];
    while let Some((path, element)) = open.pop() {
        put(&path, "", Some(&element.text()));
        open.extend(element.children().map(|child| (format!("{path}/{}", child.name), child)));
    }
}

/// What is said of files beside their names.
fn attachments(package: &Package, put: Put<'_>) {
    let references = package.manifest().map_or(&[][..], |manifest| &manifest.reference);
    for reference in references {
        let name = reference.attachment_name.as_deref().unwrap_or_default();
        if !held::is_name(name) {
            put("Reference/Description", name, reference.description.as_deref());
        }
    }
    for attachment in &package.attachments {
        let name = attachment.name().unwrap_or_default();
        if !held::is_name(name) {
            put("Attachment/Description", name, attachment.header.description.as_deref());
            put("Attachment/FieldName", name, attachment.header.field_name.as_deref());
        }
    }
}
