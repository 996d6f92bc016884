/** From observations to signed batches to the broker: live ones first, the backlog behind them, nothing lost between. */
package dev.portreach.probe.publish;
