//! What all seals of a package say together: of each fact and each attachment, the worst.

use crate::edxml::seal::observe;
use crate::edxml::seal::report::{PackageReport, SealReport};
use crate::edxml::statement::{
    Arrived, Comparison, FactFinding, FileFinding, FileState, Role, Sealer, Statement,
};

impl PackageReport {
    /// Returns each fact that was sealed or arrived, by the seal that is worst for it.
    ///
    /// Without a sound seal, each is what it is then: not sealed ([`Added`](crate::edxml::statement::FactState::Added)).
    pub fn facts(&self) -> Vec<FactFinding> {
        let mut merged: Vec<FactFinding> = Vec::new();
        for finding in self.comparisons().into_iter().flat_map(|comparison| comparison.facts) {
            match merged.iter_mut().find(|known| known.fact == finding.fact) {
                Some(known) if known.state.is_harmless() && finding.state > known.state => {
                    *known = finding;
                }
                Some(_) => {}
                None => merged.push(finding),
            }
        }
        merged.sort_by_key(|finding| finding.fact);
        merged
    }

    /// Returns each attachment that was sealed or arrived, by the seal that is worst for it; sound
    /// seals are left out.
    ///
    /// Places count [`attachments`](Self::attachments). Without a sound seal, each is what it is then:
    /// not sealed ([`FileState::Added`]).
    pub fn files(&self) -> Vec<FileFinding> {
        let mut merged: Vec<FileFinding> = Vec::new();
        for finding in self.comparisons().into_iter().flat_map(|comparison| comparison.files) {
            let known = merged.iter_mut().find(|known| match finding.arrived {
                Some(place) => known.arrived == Some(place),
                None => **known == finding,
            });
            match known {
                Some(known) if known.state == FileState::Same => *known = finding,
                Some(_) => {}
                None => merged.push(finding),
            }
        }
        merged
    }

    fn comparisons(&self) -> Vec<Comparison> {
        let found = self.seals.iter().filter_map(SealReport::comparison);
        let found: Vec<Comparison> = found.cloned().collect();
        if found.is_empty() { vec![self.unsealed()] } else { found }
    }

    /// The message against a statement that says nothing.
    fn unsealed(&self) -> Comparison {
        let nobody = || Sealer::new("", Role::Agency);
        let nothing = Statement::new(nobody());
        let facts = observe::facts(&self.package, nobody());
        nothing.compare(facts.as_ref().unwrap_or(&nothing), &self.arrived())
    }

    /// Describes the attachments that are no sound seals.
    pub(super) fn arrived(&self) -> Vec<Arrived> {
        let found = self.files.iter().filter_map(|place| self.package.attachments.get(*place));
        found.map(observe::arrived).collect()
    }
}
