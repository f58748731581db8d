package org.imageinventory.chaos;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.imageinventory.standin.RecordedRequest;

/**
 * The part of a run that one process executed.
 *
 * @param from the state that it resumed
 * @param requests its requests to the API
 */
record Attempt(Standing from, List<RecordedRequest> requests) {

    private static final String IMAGE_ID = "ImageId";

    /** Whether the process requested pages of a product's list. */
    boolean listed(String product) {
        return listings(product).findAny().isPresent();
    }

    /**
     * Returns the pages that the process requested in a pass. Each pass begins at page 1, except the pass that the
     * process resumed.
     */
    Set<Integer> pages(String product, int pass) {
        var pages = new TreeSet<Integer>();
        var current = from.nextPass(product) - 1;
        for (var request : listings(product).toList()) {
            if (request.page() == 1 || current < from.nextPass(product)) {
                current++;
            }
            if (current == pass) {
                pages.add(request.page());
            }
        }
        return pages;
    }

    /** Returns the IDs of the images that the process looked up for a product's scope. */
    Set<String> questions(String product) {
        var questions = new HashSet<String>();
        of(product).map(request -> request.parameters().get(IMAGE_ID)).forEach(id -> {
            if (id != null) {
                questions.add(id);
            }
        });
        return questions;
    }

    private Stream<RecordedRequest> listings(String product) {
        return of(product).filter(request -> !request.parameters().containsKey(IMAGE_ID));
    }

    private Stream<RecordedRequest> of(String product) {
        return requests.stream()
                .filter(request -> product.equals(request.product()))
                .sorted(Comparator.comparingLong(RecordedRequest::number));
    }
}
