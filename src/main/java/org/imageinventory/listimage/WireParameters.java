package org.imageinventory.listimage;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A request's parameters in the places where the official SDK puts them.
 *
 * @param query in the URL: only {@code TagList} and {@code Distro}
 * @param form in the body: all others
 */
record WireParameters(Map<String, Object> query, Map<String, Object> form) {

    private static final List<String> IN_QUERY = List.of("TagList", "Distro");

    static WireParameters of(ListImageRequest request) {
        var form = new HashMap<String, Object>(request.filter().parameters());
        var query = new HashMap<String, Object>(form);
        query.keySet().retainAll(IN_QUERY);
        form.keySet().removeAll(IN_QUERY);
        if (request.productType() != null) {
            form.put("ProductType", request.productType());
        }
        if (request.bizRegion() != null) {
            form.put("BizRegionIdList", List.of(request.bizRegion()));
        }
        if (request.imageId() != null) {
            form.put("ImageId", request.imageId());
        }
        form.put("PageNumber", request.pageNumber());
        form.put("PageSize", request.pageSize());
        return new WireParameters(query, form);
    }
}
