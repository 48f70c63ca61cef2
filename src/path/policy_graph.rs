//! Certificate policies along a path: the valid policy graph of RFC 9618.
//!
//! RFC 5280 §6.1 keeps a tree, whose size an issuer can make exponential in the depth of the path
//! (CVE-2023-0464). RFC 9618 §5 replaces it with a graph: at each depth a policy has one node, with
//! one edge to each parent. What comes out is the same. Policy qualifiers are not kept: nothing here
//! shows them. Nodes without children are not pruned as the path grows; what cannot reach the
//! deepest level is left out when the result is read, which has the same effect.
//!
//! Nodes and edges together are bounded by [`Limits::policy_nodes`](crate::limits::Limits).

use std::collections::{BTreeMap, BTreeSet};

use crate::oid::{ANY_POLICY, Oid};

/// The graph asks for more nodes and edges than the limits allow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct TooLarge;

/// One policy at one depth.
#[derive(Clone, Debug)]
struct Node<'a> {
    /// `valid_policy`; there is one node for each at a depth.
    policy: Oid<'a>,
    /// Nodes one level up, by place.
    parents: Vec<usize>,
    /// `expected_policy_set`, where a mapping made it differ from `{policy}`.
    mapped: Option<Vec<Oid<'a>>>,
    /// A node that a mapping deleted (RFC 5280 §6.1.4 (b)(2)).
    deleted: bool,
}

impl<'a> Node<'a> {
    fn new(policy: Oid<'a>, parents: Vec<usize>) -> Self {
        Self { policy, parents, mapped: None, deleted: false }
    }

    fn expected(&self) -> impl Iterator<Item = Oid<'a>> {
        let own = self.mapped.is_none().then_some(self.policy);
        own.into_iter().chain(self.mapped.iter().flatten().copied())
    }
}

/// Nodes at one depth, in no order.
type Level<'a> = Vec<Node<'a>>;

/// `valid_policy_graph`. An empty graph is NULL of RFC 5280.
#[derive(Clone, Debug)]
pub(super) struct Graph<'a> {
    levels: Vec<Level<'a>>,
    room: usize,
}

impl<'a> Graph<'a> {
    /// RFC 9618 §5.3 (a): one node of depth 0, anyPolicy.
    pub(super) fn new(limit: usize) -> Self {
        let root = Node::new(ANY_POLICY, Vec::new());
        Self { levels: vec![vec![root]], room: limit }
    }

    /// Whether the graph is NULL.
    pub(super) fn is_null(&self) -> bool {
        self.levels.is_empty()
    }

    /// RFC 9618 §5.4 (e): without a certificatePolicies extension the graph is NULL.
    pub(super) fn set_null(&mut self) {
        self.levels.clear();
    }

    /// RFC 9618 §5.4 (d): the policies of the next certificate.
    ///
    /// `any_policy` says whether anyPolicy, if it is among them, counts.
    pub(super) fn certificate(
        &mut self,
        policies: impl Iterator<Item = Oid<'a>> + Clone,
        any_policy: AnyPolicy,
    ) -> Result<(), TooLarge> {
        let Some(above) = self.levels.last() else { return Ok(()) };
        let expected = expectations(above);
        let any_above = place(above, ANY_POLICY);
        let mut level = Level::new();
        let mut listed = BTreeSet::new();
        // (d)(1): each policy other than anyPolicy.
        for policy in policies.clone().filter(|policy| *policy != ANY_POLICY) {
            let parents = parents_of(&expected, policy);
            let parents =
                if parents.is_empty() { any_above.into_iter().collect() } else { parents };
            if !parents.is_empty() && listed.insert(policy) {
                spend(&mut self.room, 1 + parents.len())?;
                level.push(Node::new(policy, parents));
            }
        }
        // (d)(2): anyPolicy stands for each policy that is expected and not listed.
        if any_policy == AnyPolicy::Counts && policies.clone().any(|policy| policy == ANY_POLICY) {
            for run in expected.chunk_by(|left, right| left.0 == right.0) {
                let Some((policy, _)) = run.first() else { continue };
                if !listed.contains(policy) {
                    spend(&mut self.room, 1 + run.len())?;
                    level.push(Node::new(*policy, run.iter().map(|(_, parent)| *parent).collect()));
                }
            }
        }
        self.push(level);
        Ok(())
    }

    /// (d)(3): a level without nodes leaves nothing of the graph.
    fn push(&mut self, level: Level<'a>) {
        if level.is_empty() { self.levels.clear() } else { self.levels.push(level) }
    }

    /// RFC 9618 §5.5 (b)(1): policy mappings, where they are not inhibited.
    pub(super) fn map(
        &mut self,
        mappings: impl Iterator<Item = (Oid<'a>, Oid<'a>)>,
    ) -> Result<(), TooLarge> {
        let Some(level) = self.levels.last_mut() else { return Ok(()) };
        let mut pairs: Vec<_> = mappings.collect();
        pairs.sort_unstable();
        pairs.dedup();
        // The parent of an anyPolicy node is the anyPolicy node above it, and nothing else.
        let any_parents = place(level, ANY_POLICY)
            .and_then(|any| level.get(any))
            .map(|node| node.parents.clone());
        let places: BTreeMap<_, _> =
            level.iter().enumerate().map(|(place, node)| (node.policy, place)).collect();
        for run in pairs.chunk_by(|left, right| left.0 == right.0) {
            let Some((issuer_policy, _)) = run.first() else { continue };
            spend(&mut self.room, run.len())?;
            let subject_policies = Some(run.iter().map(|(_, subject)| *subject).collect());
            let place = places.get(issuer_policy).copied();
            if let Some(node) = place.and_then(|place| level.get_mut(place)) {
                node.mapped = subject_policies;
            } else if let Some(parents) = &any_parents {
                spend(&mut self.room, 1)?;
                let node = Node::new(*issuer_policy, parents.clone());
                level.push(Node { mapped: subject_policies, ..node });
            }
        }
        Ok(())
    }

    /// RFC 9618 §5.5 (b)(2): policies that may not be mapped any more leave the graph.
    pub(super) fn delete(&mut self, issuer_policies: impl Iterator<Item = Oid<'a>>) {
        let Some(level) = self.levels.last_mut() else { return };
        let gone: BTreeSet<_> = issuer_policies.collect();
        for node in level.iter_mut().filter(|node| gone.contains(&node.policy)) {
            node.deleted = true;
        }
        if level.iter().all(|node| node.deleted) {
            self.levels.clear();
        }
    }

    /// RFC 9618 §5.6 (g): the policies under which the path is valid, for a user who accepts these.
    ///
    /// `None` for the user's policies is anyPolicy. The result holds anyPolicy when every policy
    /// would do.
    pub(super) fn user_constrained(&self, user: Option<&BTreeSet<Oid<'a>>>) -> BTreeSet<Oid<'a>> {
        let authorities = self.authorities_constrained();
        match user {
            None => authorities,
            // Whatever the user accepts is a child of an anyPolicy that reaches the leaf.
            Some(user) if authorities.contains(&ANY_POLICY) => user.clone(),
            Some(user) => user.intersection(&authorities).copied().collect(),
        }
    }

    /// The policies, in the terms of the anchor, that reach the deepest level: nodes below an
    /// anyPolicy node (`valid_policy_node_set`), and anyPolicy itself where it reaches it.
    fn authorities_constrained(&self) -> BTreeSet<Oid<'a>> {
        let mut found = BTreeSet::new();
        let Some((deepest, _)) = self.levels.split_last() else { return found };
        let mut reached: BTreeSet<usize> = (0..deepest.len()).collect();
        for (depth, level) in self.levels.iter().enumerate().rev() {
            let above = depth.checked_sub(1).and_then(|depth| self.levels.get(depth));
            let mut next = BTreeSet::new();
            for node in reached.iter().filter_map(|at| level.get(*at)).filter(|node| !node.deleted)
            {
                let Some(above) = above else { continue };
                let below_any = node
                    .parents
                    .iter()
                    .any(|at| above.get(*at).is_some_and(|parent| parent.policy == ANY_POLICY));
                if node.policy != ANY_POLICY && below_any {
                    found.insert(node.policy);
                }
                next.extend(node.parents.iter().copied());
            }
            if depth + 1 == self.levels.len()
                && level.iter().any(|node| node.policy == ANY_POLICY && !node.deleted)
            {
                found.insert(ANY_POLICY);
            }
            reached = next;
        }
        found
    }
}

/// Whether anyPolicy in a certificate counts (RFC 5280 §6.1.3 (d)(2)).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum AnyPolicy {
    Counts,
    Inhibited,
}

fn spend(room: &mut usize, amount: usize) -> Result<(), TooLarge> {
    *room = room.checked_sub(amount).ok_or(TooLarge)?;
    Ok(())
}

fn place(level: &Level<'_>, policy: Oid<'_>) -> Option<usize> {
    level.iter().position(|node| node.policy == policy && !node.deleted)
}

/// Each expected policy of a level with the place of the node that expects it, in order.
fn expectations<'a>(level: &Level<'a>) -> Vec<(Oid<'a>, usize)> {
    let live = level.iter().enumerate().filter(|(_, node)| !node.deleted);
    let mut pairs: Vec<_> =
        live.flat_map(|(at, node)| node.expected().map(move |policy| (policy, at))).collect();
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

fn parents_of(expected: &[(Oid<'_>, usize)], policy: Oid<'_>) -> Vec<usize> {
    let start = expected.partition_point(|(other, _)| *other < policy);
    let from = expected.get(start..).unwrap_or_default();
    from.iter().take_while(|(other, _)| *other == policy).map(|(_, parent)| *parent).collect()
}

#[cfg(test)]
mod tests;
