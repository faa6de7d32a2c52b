//! Questions to the logistics network and their answers.
//!
//! Whoever shows the session asks by [`NetworkCommand::Ask`](super::NetworkCommand); a worker answers the open question
//! and sends [`NetworkCommand::Answered`](super::NetworkCommand). An answer to anything but the question asked last is
//! dropped, so that a slow answer never replaces a newer one.

use super::Session;
use super::analysis::Analyzes;
use super::route::LazyNetwork;
use std::sync::Arc;
use tumen_network::{Answer, Request, RouteError};

/// What is asked: a request, and what its answer is compared with.
#[derive(Debug, Clone, PartialEq)]
pub struct Question {
    /// The request.
    pub request: Request,
    /// The case that a what-if is compared with, if anything is assumed.
    pub base: Option<Request>,
}

/// Variants, or a sentence why there are none.
pub type Outcome = Result<Answer, RouteError>;

/// A question with its answers.
#[derive(Debug, Clone, PartialEq)]
pub struct Answered {
    /// What was asked.
    pub question: Arc<Question>,
    /// The answer to the request.
    pub answer: Outcome,
    /// The answer to the base case, if one was asked for.
    pub base: Option<Outcome>,
    /// The answer with the shipped parameters, if others were used.
    pub shipped: Option<Outcome>,
}

impl Question {
    /// Has the question answered: the request itself, the base case, and the request with the shipped
    /// parameters if it has others. `ask` takes some tens of milliseconds for each.
    #[must_use]
    pub fn answer(self: Arc<Self>, ask: impl Fn(&Request) -> Outcome) -> Answered {
        let shipped = Request { assumptions: Default::default(), ..self.request.clone() };
        Answered {
            answer: ask(&self.request),
            base: self.base.as_ref().map(&ask),
            shipped: (shipped != self.request).then(|| ask(&shipped)),
            question: self,
        }
    }

    /// Asks the network, which is built if that was not done yet.
    #[must_use]
    pub fn ask(self: Arc<Self>, network: &LazyNetwork) -> Answered {
        self.answer(|request| network.route(request))
    }
}

/// What is asked of the network.
#[derive(Debug, Clone, Default)]
pub struct Logistics {
    question: Option<Arc<Question>>,
    answered: Option<Arc<Answered>>,
    /// Flows and reach.
    pub(super) analyzes: Analyzes,
}

impl Logistics {
    /// The question asked last.
    #[must_use]
    pub fn question(&self) -> Option<&Arc<Question>> {
        self.question.as_ref()
    }

    /// The last answer; perhaps to an earlier question, as long as the present one is being worked on.
    #[must_use]
    pub fn answered(&self) -> Option<&Arc<Answered>> {
        self.answered.as_ref()
    }

    /// The question that nobody has answered yet.
    #[must_use]
    pub fn open(&self) -> Option<&Arc<Question>> {
        let done = |q: &&Arc<Question>| self.answered.as_ref().is_none_or(|a| a.question != **q);
        self.question.as_ref().filter(done)
    }

    /// Takes a question; without one there is no answer either.
    pub(super) fn ask(&mut self, question: Option<Arc<Question>>) -> bool {
        if self.question == question {
            return false;
        }
        if question.is_none() {
            self.answered = None;
        }
        self.question = question;
        true
    }

    /// Takes the answer to the question asked last and drops any other.
    pub(super) fn answer(&mut self, answered: Arc<Answered>) -> bool {
        let wanted = self.question.as_ref() == Some(&answered.question);
        if wanted {
            self.answered = Some(answered);
        }
        wanted
    }
}

impl Session {
    /// What is asked of the logistics network.
    #[must_use]
    pub fn logistics(&self) -> &Logistics {
        &self.logistics
    }

    /// What is analyzed on the logistics network.
    #[must_use]
    pub fn analyzes(&self) -> &Analyzes {
        &self.logistics.analyzes
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

    use super::*;
    use tumen_core::message::Message;
    use tumen_core::model::Date;

    fn question(to: &str) -> Arc<Question> {
        let request = Request::new("novosibirsk", to, Date::new(2026, 3, 1).unwrap());
        Arc::new(Question { request, base: None })
    }

    fn nothing(_: &Request) -> Outcome {
        Err(RouteError::NoConnection(Message::verbatim("no way")))
    }

    #[test]
    fn an_answer_to_an_earlier_question_is_dropped() {
        let mut logistics = Logistics::default();
        assert!(logistics.ask(Some(question("pohang"))));
        assert!(!logistics.ask(Some(question("pohang"))), "the same question is no change");
        let slow = Arc::new(question("pohang").answer(nothing));
        assert!(logistics.ask(Some(question("rajin"))));
        assert!(!logistics.answer(slow), "it is too late");
        assert!(logistics.answered().is_none() && logistics.open().is_some());
        let answered = Arc::new(question("rajin").answer(nothing));
        assert!(logistics.answer(answered) && logistics.open().is_none());
        assert!(logistics.ask(None) && logistics.answered().is_none());
    }

    #[test]
    fn shipped_values_are_asked_for_only_if_others_are_used() {
        assert!(question("pohang").answer(nothing).shipped.is_none());
        let mut own = (*question("pohang")).clone();
        own.request.assumptions.insert("speed.rail.coal".to_owned(), 300.0);
        own.base = Some(question("pohang").request.clone());
        let answered = Arc::new(own).answer(nothing);
        assert!(answered.shipped.is_some() && answered.base.is_some());
    }
}
