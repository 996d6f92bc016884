package dev.portreach.standalone.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

class MatrixTextTest {

    private static final String CELLS =
            """
            {"cells": [
              {"site": "lyon", "component": "delivery-receiver", "verdict": "failing", "total": 4,
               "counts": {"failing": 1, "ok": 3}},
              {"site": "lyon", "component": "interplay-central", "verdict": "ok", "total": 2, "counts": {"ok": 2}},
              {"site": "paris", "component": "interplay-central", "verdict": "unknown", "counts": {"unknown": 2}}
            ]}
            """;

    private static JsonNode json(String text) throws Exception {
        return new ObjectMapper().readTree(text);
    }

    @Test
    void shouldShowSitesInRowsAndTheWorstInCells() throws Exception {
        assertThat(MatrixText.of(json(CELLS)).lines())
                .containsExactly(
                        "  site   delivery-receiver  interplay-central",
                        "  lyon   FAILING 3/4        ok 2/2           ",
                        "  paris  –                  UNKNOWN 0/2      ");
    }

    @Test
    void shouldCountCellsWithAVerdict() throws Exception {
        assertThat(MatrixText.knownCells(json(CELLS))).isEqualTo(2);
    }

    @Test
    void shouldSayThatNothingIsKnown() throws Exception {
        assertThat(MatrixText.of(json("{\"cells\": []}"))).isEqualTo("no check is known yet");
    }
}
