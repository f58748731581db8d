package org.imageinventory.standin;

/** A fault that sends another response instead of a page. */
record AnswerFault(String name, Source source) implements Fault {

    interface Source {
        Answer answer(AccessKey key, String requestId, String host);
    }

    static AnswerFault of(String name, Answer.Problem problem) {
        return new AnswerFault(name, (key, requestId, host) -> problem.answer(requestId, host));
    }
}
