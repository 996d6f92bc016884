package dev.portreach.standalone.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.portreach.standalone.LauncherException;

/** A service answered that it does not do what was asked. */
public class RefusedException extends LauncherException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String body;

    RefusedException(String message, int status, String body) {
        super(message);
        this.status = status;
        this.body = body;
    }

    public int status() {
        return status;
    }

    /** The problem document (RFC 9457); nothing where the answer is none. */
    public JsonNode problem() {
        try {
            return new ObjectMapper().readTree(body);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }
}
