namespace System.Device.Gpio.Lines;

/// <summary>One wait for one edge.</summary>
internal sealed class EdgeWaiter(PinEventTypes types)
{
    private readonly TaskCompletionSource<EdgeOutcome> _source = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public PinEventTypes Types { get; } = types;

    public Task<EdgeOutcome> Outcome => _source.Task;

    public void End(EdgeOutcome outcome) => _source.TrySetResult(outcome);
}
