namespace DenseEdge.FleetServer.Ddi;

/// <summary>The paths of hawkBit's Direct Device Integration, version 1.</summary>
internal static class DdiPaths
{
    /// <summary>A device.</summary>
    public const string Device = "/{tenant}/controller/v1/{id}";

    /// <summary>The tag of these endpoints in the API's description.</summary>
    public const string Tag = "DDI";
}
