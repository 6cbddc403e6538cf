using DenseEdge.FleetApi;

namespace DenseEdge.Cli.Fleet;

/// <summary>Shows how a rollout goes on.</summary>
internal interface IRolloutDisplay
{
    /// <summary>Shows it as it is now.</summary>
    /// <param name="rollout">The rollout.</param>
    void Show(RolloutView rollout);

    /// <summary>Says that the server can't be reached at the moment.</summary>
    /// <param name="cause">Why.</param>
    void Lost(string cause);
}
