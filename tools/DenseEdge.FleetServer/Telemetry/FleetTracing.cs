using System.Diagnostics;

namespace DenseEdge.FleetServer.Telemetry;

/// <summary>Traces of a node's own work; those of requests and of statements come from ASP.NET Core and Npgsql.</summary>
internal static class FleetTracing
{
    /// <summary>The source.</summary>
    public static readonly ActivitySource Source = new(FleetMeter.MeterName);
}
