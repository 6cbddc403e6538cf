namespace DenseEdge.Sdk.Diagnostics;

/// <summary>Offers where the time of each frame goes. Allocates nothing per frame, with or without a listener.</summary>
internal sealed class StageMetrics(string engineName)
{
    private static readonly KeyValuePair<string, object?> Capture = Stage("capture");
    private static readonly KeyValuePair<string, object?> Queue = Stage("queue");
    private static readonly KeyValuePair<string, object?> Upload = Stage("upload");
    private static readonly KeyValuePair<string, object?> Network = Stage("network");
    private static readonly KeyValuePair<string, object?> Download = Stage("download");

    private readonly KeyValuePair<string, object?> _engine = new(TelemetryNames.EngineTag, engineName);

    /// <summary>Records the stages of one frame.</summary>
    internal void Record(PredictionTiming timing)
    {
        if (!SdkInstruments.Stage.Enabled)
        {
            return;
        }

        // Pixels that don't come from a camera have no capture, and without a pipeline there is no queue.
        RecordIfAny(timing.CaptureAgeMs, Capture);
        RecordIfAny(timing.QueueMs, Queue);
        SdkInstruments.Stage.Record(timing.UploadMs / 1000, Upload, _engine);
        SdkInstruments.Stage.Record(timing.NetworkMs / 1000, Network, _engine);
        SdkInstruments.Stage.Record(timing.DownloadMs / 1000, Download, _engine);
    }

    private void RecordIfAny(double durationMs, KeyValuePair<string, object?> stage)
    {
        if (durationMs > 0)
        {
            SdkInstruments.Stage.Record(durationMs / 1000, stage, _engine);
        }
    }

    private static KeyValuePair<string, object?> Stage(string name) => new(TelemetryNames.StageTag, name);
}
