using DenseEdge.FleetServer.Hosting;
using DenseEdge.FleetServer.Settings;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace DenseEdge.FleetServer.Telemetry;

/// <summary>Sends traces and metrics to an OpenTelemetry collector.</summary>
internal sealed class TelemetryExport : IDisposable
{
    private const string EndpointVariable = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private const string ServiceName = "denseedge-fleet";

    private static readonly string[] Sources = [FleetMeter.MeterName, "Microsoft.AspNetCore", "Npgsql"];

    private static readonly string[] Meters =
        [FleetMeter.MeterName, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "Npgsql", "System.Runtime"];

    private readonly TracerProvider _traces;
    private readonly MeterProvider _metrics;

    private TelemetryExport(Uri? collector)
    {
        ResourceBuilder resource = ResourceBuilder.CreateDefault()
            .AddService(ServiceName, serviceInstanceId: NodeName.Text);
        void Configure(OtlpExporterOptions options)
        {
            if (collector is not null)
            {
                options.Endpoint = collector;
            }
        }

        _traces = OpenTelemetry.Sdk.CreateTracerProviderBuilder().SetResourceBuilder(resource).AddSource(Sources)
            .AddOtlpExporter(Configure).Build();
        _metrics = OpenTelemetry.Sdk.CreateMeterProviderBuilder().SetResourceBuilder(resource).AddMeter(Meters)
            .AddOtlpExporter(Configure).Build();
    }

    /// <summary>Begins to send, if the settings or the environment name a collector.</summary>
    /// <returns>What sends; null if nobody is to hear anything.</returns>
    public static TelemetryExport? Start(ServerSettings settings)
    {
        bool isInEnvironment = !string.IsNullOrEmpty(Environment.GetEnvironmentVariable(EndpointVariable));
        return settings.Otlp is null && !isInEnvironment
            ? null
            : new TelemetryExport(settings.Otlp is { } named ? new Uri(named) : null);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _traces.Dispose();
        _metrics.Dispose();
    }
}
