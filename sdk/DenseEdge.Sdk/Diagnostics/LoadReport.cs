using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace DenseEdge.Sdk.Diagnostics;

/// <summary>The span and the log of loading a model.</summary>
internal static class LoadReport
{
    /// <summary>Starts the span.</summary>
    /// <returns>Null if nobody traces.</returns>
    internal static Activity? Start(string path)
        => SdkInstruments.Activities.StartActivity(TelemetryNames.LoadSpan)?.SetTag("denseedge.model", Path.GetFileName(path));

    /// <summary>Says what runs the model, and why nothing better does.</summary>
    internal static void Complete(Activity? span, ILogger logger, string path, DensePredictor predictor)
    {
        span?.SetTag(TelemetryNames.EngineTag, predictor.EngineName);
        foreach (EngineRefusal refusal in predictor.Refusals)
        {
            SdkLog.EngineRefused(logger, path, refusal.Provider, refusal.Reason);
        }

        SdkLog.EngineChosen(logger, path, predictor.EngineName, predictor.Tasks);
    }

    /// <summary>Says whether TensorRT has an engine already or builds one now.</summary>
    internal static void CacheOpened(ILogger logger, string path, string folder, bool hasEngine)
    {
        if (hasEngine)
        {
            SdkLog.EngineCacheUsed(logger, path, folder);
        }
        else
        {
            SdkLog.EngineBuildStarted(logger, path, folder);
        }
    }
}
