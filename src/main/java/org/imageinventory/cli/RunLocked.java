package org.imageinventory.cli;

import java.util.function.Supplier;
import org.imageinventory.inventory.RunLock;
import org.imageinventory.job.HeldElsewhereException;
import org.springframework.context.ApplicationContext;

/** Keeps runs away while a command changes what they rely on. */
final class RunLocked {

    private RunLocked() {}

    /**
     * Does it while holding the run lock.
     *
     * @throws HeldElsewhereException if a run holds the inventory; nothing was done
     */
    static <T> T call(ApplicationContext context, Supplier<T> action) {
        var attempt = context.getBean(RunLock.class).tryAcquire();
        try (var held = attempt.held()) {
            if (held == null) {
                throw new HeldElsewhereException("another run holds this inventory: " + attempt.holder());
            }
            return action.get();
        }
    }
}
