package org.imageinventory.standin;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The unsigned endpoint under /control that changes the stand-in from outside the process. */
final class Control {

    static boolean isMeant(@Nullable String path) {
        return path != null && (path.equals("/control") || path.startsWith("/control/"));
    }

    Answer answer(ApiRequest request) {
        return Answer.json(404, Map.of("error", "There is no " + request.path()));
    }
}
