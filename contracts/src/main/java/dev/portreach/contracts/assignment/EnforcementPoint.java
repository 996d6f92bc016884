package dev.portreach.contracts.assignment;

/**
 * A device on the way that may drop or reject.
 *
 * @param name as its administrators call it
 * @param kind such as firewall, ips, vpn-gateway
 * @param owner who can change its rules, a role mailbox
 */
public record EnforcementPoint(String name, String kind, String owner) {}
