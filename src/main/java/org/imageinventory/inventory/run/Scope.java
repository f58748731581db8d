package org.imageinventory.inventory.run;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * What one walk covers, and the identity under which it is remembered: two scopes that differ in any part are walked,
 * dated and swept apart, so a narrower filter never looks like a deletion.
 *
 * @param account the configuration's name of the account
 * @param region the endpoint region that is asked
 * @param product ListImage's {@code ProductType}
 * @param bizRegion the one value of {@code BizRegionIdList}; null asks for all regions at once
 * @param filter the remaining request parameters as a JSON object by their API names, keys sorted; {@code {}} for none
 */
public record Scope(String account, String region, String product, @Nullable String bizRegion, String filter) {

    /** Whether another is this one, though its filter be written otherwise. */
    public boolean isSameAs(Scope other) {
        var mapper = JsonMapper.shared();
        return name().equals(other.name()) && mapper.readTree(filter).equals(mapper.readTree(other.filter));
    }

    /** The scope as people write it: {@code account/region/product[/biz-region]}. */
    public String name() {
        var name = account + "/" + region + "/" + product;
        return bizRegion == null ? name : name + "/" + bizRegion;
    }
}
