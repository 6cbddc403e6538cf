using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using DenseEdge.Sdk.Diagnostics;
using DenseEdge.Sdk.Pipeline.Degradation;

namespace DenseEdge.Sdk.Pipeline.Running;

/// <summary>Computes what waits in the exchange, on a thread of its own.</summary>
internal sealed class InferenceLoop(
    FrameExchange exchange, Degrader degrader, FrameReporter reporter, string source, TimeProvider time)
{
    /// <summary>Works until there is nothing more to compute or something fails.</summary>
    [SuppressMessage("Design", "CA1031", Justification = "The consumer gets every fault of this thread: see FrameExchange.TryTake.")]
    internal void Work()
    {
        try
        {
            while (exchange.TakeWork() is { } slot)
            {
                Compute(slot);
            }

            exchange.EndInference(null);
        }
        catch (Exception failure)
        {
            exchange.EndInference(failure);
        }
    }

    private void Compute(ResultSlot slot)
    {
        bool computed = false;
        try
        {
            Predict(slot);
            computed = true;
        }
        finally
        {
            if (!computed)
            {
                exchange.Abandon(slot);
            }
        }

        // Read before the slot becomes the consumer's.
        TimeSpan age = slot.Age;
        exchange.Publish(slot);
        reporter.Report();
        degrader.Observe(age);
    }

    private void Predict(ResultSlot slot)
    {
        QualityLevel level = degrader.Current;
        using Activity? span = FrameSpan.Start(source, slot, time);
        slot.Complete(level.Predictor.Run(slot.Frame, level.Tasks, slot.Queued), level.Tasks, degrader.Level);
        FrameSpan.Complete(span, slot, level.Predictor.EngineName);
    }
}
