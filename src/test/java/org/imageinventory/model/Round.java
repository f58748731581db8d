package org.imageinventory.model;

import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.imageinventory.standin.Fault;
import org.imageinventory.standin.StandIn;
import org.imageinventory.testing.SyncInProcess;

/** Some changes, and a run with a random fault or none. */
final class Round {

    private Round() {}

    /** Plays one round. Returns the IDs of the images that changed during the run. */
    static Set<String> play(Random random, World world, StandIn api, SyncInProcess program, Checks checks) {
        for (var changes = random.nextInt(8); changes > 0; changes--) {
            world.change(random);
        }
        var touched = ConcurrentHashMap.<String>newKeySet();
        var running = new CountDownLatch(1);
        var product = World.PRODUCTS.get(random.nextInt(2));
        var fault = random.nextInt(10);
        switch (fault) {
            case 0 -> api.faults().when(call -> product.equals(call.product()) && call.page() == 2, Fault.error(500));
            case 1 -> api.faults().when(call -> product.equals(call.product()), Fault.countDrifting());
            case 2 -> api.faults().when(call -> product.equals(call.product()), Fault.empty());
            case 3, 4, 5 -> {
                var changing = new Random(random.nextLong());
                world.inventory().after(1 + random.nextInt(6), inventory -> {
                    for (var changes = running.getCount() > 0 ? 1 + changing.nextInt(3) : 0; changes > 0; changes--) {
                        touched.add(world.change(changing));
                    }
                });
            }
            default -> world.note("no fault");
        }
        var report = program.sync();
        api.faults().clear();
        // If the run did not send the request that triggers the change, the change must not occur in the next run.
        running.countDown();
        world.note("run " + report.runId() + " with fault " + fault + " (" + product + "): " + report.outcome());
        if (fault > 5) {
            checks.quiet(world, report);
        }
        return touched;
    }
}
