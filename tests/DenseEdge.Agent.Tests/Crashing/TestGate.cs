using DenseEdge.Agent.Updating;

namespace DenseEdge.Agent.Tests.Crashing;

/// <summary>Busy for the states that the test names.</summary>
internal sealed class TestGate : IUpdateGate
{
    public HashSet<UpdateState> BusyFor { get; } = [];

    public string? Busy(UpdateState state) => BusyFor.Contains(state) ? "the harvester is cutting" : null;
}
