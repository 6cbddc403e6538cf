namespace DenseEdge.FleetServer.Tests.Support;

/// <summary>One node with SQLite for all tests of a class.</summary>
public sealed class NodeFixture : IAsyncLifetime
{
    public FleetNode Node { get; private set; } = null!;

    public async Task InitializeAsync() => Node = await FleetNode.StartAsync();

    public async Task DisposeAsync() => await Node.DisposeAsync();
}
