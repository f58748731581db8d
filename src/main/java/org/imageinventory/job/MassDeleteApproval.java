package org.imageinventory.job;

import org.springframework.stereotype.Component;

/**
 * Approval of a mass deletion by the person who started this process. It is not a job parameter: a resumed run keeps
 * the parameters of its first start, but the approval is needed each time.
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
