//! The graph against the tree of RFC 5280 §6.1, written down as the text has it, on small inputs.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::{AnyPolicy, Graph, TooLarge};
use crate::oid::{ANY_POLICY, ObjectIdentifier, Oid};

/// `valid_policy_tree`: all nodes of all depths; a deleted node is gone from the list.
#[derive(Clone, Debug)]
struct Tree {
    nodes: Vec<TreeNode>,
    depth: usize,
    next: usize,
}

#[derive(Clone, Debug)]
struct TreeNode {
    number: usize,
    parent: Option<usize>,
    depth: usize,
    policy: u8,
    expected: BTreeSet<u8>,
}

/// anyPolicy, among policies that are small numbers.
const ANY: u8 = 0;

impl Tree {
    fn new() -> Self {
        let root = TreeNode {
            number: 0,
            parent: None,
            depth: 0,
            policy: ANY,
            expected: BTreeSet::from([ANY]),
        };
        Self { nodes: vec![root], depth: 0, next: 1 }
    }

    fn add(&mut self, parent: usize, depth: usize, policy: u8, expected: BTreeSet<u8>) {
        self.nodes.push(TreeNode {
            number: self.next,
            parent: Some(parent),
            depth,
            policy,
            expected,
        });
        self.next += 1;
    }

    fn at(&self, depth: usize) -> Vec<TreeNode> {
        self.nodes.iter().filter(|node| node.depth == depth).cloned().collect()
    }

    fn policy_of(&self, number: Option<usize>) -> Option<u8> {
        self.nodes.iter().find(|node| Some(node.number) == number).map(|node| node.policy)
    }

    /// §6.1.3 (d)
    fn certificate(&mut self, policies: &BTreeSet<u8>, any: AnyPolicy) {
        if self.nodes.is_empty() {
            return;
        }
        let above = self.at(self.depth);
        self.depth += 1;
        // (1)
        for policy in policies.iter().copied().filter(|policy| *policy != ANY) {
            let expecting: Vec<_> =
                above.iter().filter(|node| node.expected.contains(&policy)).collect();
            for node in &expecting {
                self.add(node.number, self.depth, policy, BTreeSet::from([policy]));
            }
            if expecting.is_empty() {
                for node in above.iter().filter(|node| node.policy == ANY) {
                    self.add(node.number, self.depth, policy, BTreeSet::from([policy]));
                }
            }
        }
        // (2)
        if any == AnyPolicy::Counts && policies.contains(&ANY) {
            for node in &above {
                for expected in &node.expected {
                    let has_child = self.at(self.depth).iter().any(|child| {
                        child.parent == Some(node.number) && child.policy == *expected
                    });
                    if !has_child {
                        self.add(node.number, self.depth, *expected, BTreeSet::from([*expected]));
                    }
                }
            }
        }
        self.prune();
    }

    /// (3)
    fn prune(&mut self) {
        for depth in (0..self.depth).rev() {
            let parents: BTreeSet<_> = self.nodes.iter().filter_map(|node| node.parent).collect();
            self.nodes.retain(|node| node.depth != depth || parents.contains(&node.number));
        }
    }

    /// §6.1.4 (b)
    fn map(&mut self, mappings: &[(u8, u8)], inhibited: bool) {
        if self.nodes.is_empty() {
            return;
        }
        let from: BTreeSet<u8> = mappings.iter().map(|(issuer, _)| *issuer).collect();
        for issuer in from {
            let to: BTreeSet<u8> = mappings
                .iter()
                .filter(|one| one.0 == issuer)
                .map(|(_, subject)| *subject)
                .collect();
            let depth = self.depth;
            let has = |node: &TreeNode| node.depth == depth && node.policy == issuer;
            if inhibited {
                self.nodes.retain(|node| !has(node));
                self.prune();
            } else if self.nodes.iter().any(has) {
                for node in self.nodes.iter_mut().filter(|node| has(node)) {
                    node.expected = to.clone();
                }
            } else if let Some(any) = self.at(depth).iter().find(|node| node.policy == ANY) {
                self.add(any.parent.expect("below the root"), depth, issuer, to);
            }
        }
    }

    /// §6.1.5 (g), and the policies of what is left below anyPolicy.
    fn user_constrained(mut self, user: Option<&BTreeSet<u8>>) -> BTreeSet<u8> {
        let below_any = |tree: &Self, node: &TreeNode| tree.policy_of(node.parent) == Some(ANY);
        if let Some(user) = user {
            // (iii) 1 and 2
            let refused: Vec<_> = self
                .nodes
                .iter()
                .filter(|node| below_any(&self, node))
                .filter(|node| node.policy != ANY && !user.contains(&node.policy))
                .map(|node| node.number)
                .collect();
            let mut gone: BTreeSet<_> = refused.into_iter().collect();
            for node in &self.nodes {
                if node.parent.is_some_and(|parent| gone.contains(&parent)) {
                    gone.insert(node.number);
                }
            }
            self.nodes.retain(|node| !gone.contains(&node.number));
            // (iii) 3
            if let Some(any) = self.at(self.depth).iter().find(|node| node.policy == ANY).cloned() {
                let there: BTreeSet<_> = self
                    .nodes
                    .iter()
                    .filter(|node| below_any(&self, node))
                    .map(|node| node.policy)
                    .collect();
                for policy in user.difference(&there) {
                    self.add(
                        any.parent.expect("below the root"),
                        self.depth,
                        *policy,
                        BTreeSet::new(),
                    );
                }
                self.nodes.retain(|node| node.number != any.number);
            }
            // (iii) 4
            self.prune();
        }
        let top = self.depth;
        let set = self.nodes.iter().filter(|node| below_any(&self, node));
        set.filter(|node| node.policy != ANY || node.depth == top).map(|node| node.policy).collect()
    }
}

/// What one certificate says.
#[derive(Clone, Debug)]
struct Step {
    policies: Option<BTreeSet<u8>>,
    any: bool,
    mappings: Vec<(u8, u8)>,
    inhibited: bool,
}

fn step() -> impl Strategy<Value = Step> {
    let policies = proptest::option::weighted(0.95, proptest::collection::btree_set(0..5_u8, 1..4));
    let mappings = proptest::collection::vec((1..5_u8, 1..5_u8), 0..4);
    (policies, any::<bool>(), mappings, proptest::bool::weighted(0.2)).prop_map(
        |(policies, any, mappings, inhibited)| Step { policies, any, mappings, inhibited },
    )
}

fn oid(policy: u8) -> ObjectIdentifier {
    match policy {
        ANY => ANY_POLICY.to_owned(),
        number => ObjectIdentifier::from_dotted(&format!("2.999.{number}")).expect("an OID"),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4000, ..ProptestConfig::default() })]

    #[test]
    fn the_graph_says_what_the_tree_says(
        steps in proptest::collection::vec(step(), 1..6),
        user in proptest::option::of(proptest::collection::btree_set(1..6_u8, 1..4)),
    ) {
        let oids: Vec<_> = (0..6).map(oid).collect();
        let of = |policy: &u8| oids[usize::from(*policy)].as_oid();
        let mut tree = Tree::new();
        let mut graph = Graph::new(4096);
        for step in &steps {
            let any = if step.any { AnyPolicy::Counts } else { AnyPolicy::Inhibited };
            match &step.policies {
                None => {
                    tree.nodes.clear();
                    graph.set_null();
                }
                Some(policies) => {
                    tree.certificate(policies, any);
                    graph.certificate(policies.iter().map(of), any).expect("small");
                }
            }
            prop_assert_eq!(tree.nodes.is_empty(), graph.is_null());
            let mappings = step.mappings.iter().map(|(issuer, subject)| (of(issuer), of(subject)));
            if step.inhibited {
                graph.delete(mappings.map(|(issuer, _)| issuer));
            } else {
                graph.map(mappings).expect("small");
            }
            tree.map(&step.mappings, step.inhibited);
            prop_assert_eq!(tree.nodes.is_empty(), graph.is_null());
        }
        let expected: BTreeSet<_> = tree.user_constrained(user.as_ref()).iter().map(|one| of(one).to_owned()).collect();
        let user: Option<BTreeSet<Oid<'_>>> = user.as_ref().map(|set| set.iter().map(of).collect());
        let found: BTreeSet<_> = graph.user_constrained(user.as_ref()).into_iter().map(Oid::to_owned).collect();
        prop_assert_eq!(found, expected);
    }
}

/// CVE-2023-0464: mappings of two policies to the same two double the tree at each depth.
#[test]
fn what_doubles_the_tree_at_each_depth_does_not_double_the_graph() {
    let (a, b) = (oid(1), oid(2));
    let both = [a.as_oid(), b.as_oid()];
    let crossed = [(both[0], both[0]), (both[0], both[1]), (both[1], both[0]), (both[1], both[1])];
    let mut graph = Graph::new(4096);
    for _ in 0..200 {
        graph.certificate(both.into_iter(), AnyPolicy::Counts).expect("small");
        graph.map(crossed.into_iter()).expect("small");
    }
    assert_eq!(graph.user_constrained(None), BTreeSet::from(both));
}

#[test]
fn the_bound_counts_nodes_and_edges() {
    let oids: Vec<_> = (1..6).map(oid).collect();
    let policies = || oids.iter().map(ObjectIdentifier::as_oid);
    assert_eq!(Graph::new(10).certificate(policies(), AnyPolicy::Counts), Ok(()));
    assert_eq!(Graph::new(9).certificate(policies(), AnyPolicy::Counts), Err(TooLarge));
    let mut graph = Graph::new(12);
    graph.certificate(policies(), AnyPolicy::Counts).expect("small");
    let mappings = policies().map(|policy| (policy, oids[0].as_oid()));
    assert_eq!(graph.map(mappings), Err(TooLarge));
}
