package org.imageinventory.chaos;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.imageinventory.standin.RecordedRequest;

/**
 * One process's part in a run.
 *
 * @param from what it went on from
 * @param requests what it asked the API
 */
record Attempt(Standing from, List<RecordedRequest> requests) {

    private static final String IMAGE_ID = "ImageId";

    /** Whether it asked for the list of a product. */
    boolean listed(String product) {
        return listings(product).findAny().isPresent();
    }

    /** The pages of a pass that it asked for. Each pass but the one it goes on with begins at page 1. */
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

    /** The images that it asked for by their ids, for a product's scope. */
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
