package org.imageinventory.job;

import org.springframework.stereotype.Component;

/**
 * Whether a person who started this process accepted a mass deletion. Not a parameter of the job: those of a resumed run
 * are the ones it was first started with, and consent is given, or not, each time.
 */
@Component
final class MassDeleteApproval {

    private volatile boolean toMassDelete;

    void toMassDelete(boolean given) {
        toMassDelete = given;
    }

    boolean isToMassDelete() {
        return toMassDelete;
    }
}
