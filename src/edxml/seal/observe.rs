//! From a message to the statement about it (`docs/seal.md` §2.2, §3).

use crate::edxml::seal::details;
use crate::edxml::statement::{Arrived, Fact, Form, Reply, Sealer, Statement, Update};
use crate::edxml::{Attachment, Business, MessageHeader, Package};

/// Makes a statement of what a document says; `None` for a status message.
///
/// Its attachments, seals and layout are not in it.
pub(super) fn facts(package: &Package, sealer: Sealer) -> Option<Statement> {
    let header = package.document()?;
    let mut statement = Statement::new(sealer);
    for (fact, text) in texts(header) {
        statement.set(fact, text.as_deref().unwrap_or_default());
    }
    for recipient in &header.to {
        statement.add_recipient(text(&recipient.organ_id));
    }
    for reply in &header.response_for {
        statement.add_reply(Reply::new(
            text(&reply.organ_id),
            text(&reply.code),
            text(&reply.promulgation_date),
            text(&reply.document_id),
        ));
    }
    if let Some(business) = package.business() {
        operation(business, &mut statement);
    }
    details::add(package, header, &mut statement);
    Some(statement)
}

/// The facts of the header that are one text each.
fn texts(header: &MessageHeader) -> [(Fact, &Option<String>); 17] {
    let code = header.code.as_ref();
    let promulgation = header.promulgation_info.as_ref();
    let kind = header.document_type.as_ref();
    let signer = header.signer_info.as_ref();
    let sender = header.from.as_ref();
    let other = header.other_info.as_ref();
    [
        (Fact::Document, &header.document_id),
        (Fact::Sender, or_none(sender.map(|one| &one.organ_id))),
        (Fact::Number, or_none(code.map(|one| &one.number))),
        (Fact::Notation, or_none(code.map(|one| &one.notation))),
        (Fact::Place, or_none(promulgation.map(|one| &one.place))),
        (Fact::Date, or_none(promulgation.map(|one| &one.date))),
        (Fact::Type, or_none(kind.map(|one| &one.kind))),
        (Fact::TypeDetail, or_none(kind.map(|one| &one.detail))),
        (Fact::TypeName, or_none(kind.map(|one| &one.name))),
        (Fact::Subject, &header.subject),
        (Fact::Abstract, &header.content),
        (Fact::Competence, or_none(signer.map(|one| &one.competence))),
        (Fact::Position, or_none(signer.map(|one| &one.position))),
        (Fact::Signer, or_none(signer.map(|one| &one.full_name))),
        (Fact::Due, &header.due_date),
        (Fact::Priority, or_none(other.map(|one| &one.priority))),
        (Fact::Steering, &header.steering_type),
    ]
}

fn or_none(text: Option<&Option<String>>) -> &Option<String> {
    text.unwrap_or(&None)
}

fn operation(business: &Business, statement: &mut Statement) {
    statement.set(Fact::Operation, text(&business.doc_type));
    statement.set(Fact::OperationDocument, text(&business.document_id));
    statement.set(Fact::Paper, text(&business.paper));
    for info in &business.document_info {
        let update = Update::new(text(&info.document_info), text(&info.document_receiver));
        let receivers = info.receiver_list.iter().flat_map(|list| &list.receiver);
        statement.add_update(receivers.fold(update, |update, receiver| {
            update.with_change(text(&receiver.organ_id), text(&receiver.receiver_type))
        }));
    }
    let replaced = business.replacement_info_list.iter().flat_map(|list| &list.replacement_info);
    for one in replaced {
        let organs = one.organ_id_list.iter().flat_map(|list| &list.organ_id);
        statement.add_replacement(text(&one.document_id), organs.map(String::as_str));
    }
}

/// Describes an attachment by its name and the forms of its bytes.
pub(super) fn arrived(attachment: &Attachment) -> Arrived {
    let forms = attachment.layers.iter().filter_map(|layer| {
        let sha256 = layer.sha256.as_bytes().try_into().ok()?;
        Some(Form::new(layer.length, sha256))
    });
    Arrived::new(attachment.name().unwrap_or_default(), forms.collect())
}

fn text(text: &Option<String>) -> &str {
    text.as_deref().unwrap_or_default()
}
