package org.imageinventory.standin;

import java.util.Map;

/** A request that gets the gateway's error body as its response. */
final class Refusal extends RuntimeException {

    private final transient Answer.Problem problem;

    Refusal(int status, String code, String message) {
        this(new Answer.Problem(status, code, message, Map.of(), Map.of()));
    }

    Refusal(Answer.Problem problem) {
        super(problem.code() + ": " + problem.message());
        this.problem = problem;
    }

    Answer.Problem problem() {
        return problem;
    }
}
