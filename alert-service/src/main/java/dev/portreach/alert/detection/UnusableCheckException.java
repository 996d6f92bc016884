package dev.portreach.alert.detection;

/** An entry of an assignment that cannot be judged; it is skipped and counted, the others run. */
public class UnusableCheckException extends RuntimeException {

    public UnusableCheckException(String check, String why) {
        super("check %s is skipped: %s".formatted(check, why));
    }
}
