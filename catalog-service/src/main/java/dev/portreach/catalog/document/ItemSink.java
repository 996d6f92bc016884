package dev.portreach.catalog.document;

import com.fasterxml.jackson.databind.JsonNode;

/** Takes the items of a file one by one. */
@FunctionalInterface
interface ItemSink {

    /**
     * @param index from 0, over the whole file
     */
    void item(int index, JsonNode item);
}
