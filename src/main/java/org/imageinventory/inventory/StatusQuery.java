package org.imageinventory.inventory;

import java.util.List;
import org.springframework.stereotype.Component;

/** Stub. */
@Component
public class StatusQuery {

    public List<RunReport> lastRuns(int n) {
        return List.of();
    }

    public List<ScopeFreshness> scopes() {
        return List.of();
    }
}
