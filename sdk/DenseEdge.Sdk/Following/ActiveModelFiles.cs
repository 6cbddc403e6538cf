using System.Text.Json;
using DenseEdge.Sdk.Diagnostics;
using DenseEdge.Storage;

namespace DenseEdge.Sdk.Following;

/// <summary>A store as an app sees it: the pointer and the models are read, and only the app's own health file is
/// written.</summary>
internal sealed class ActiveModelFiles(string store, ActiveModelOptions options)
{
    private const int Attempts = 3;

    public ActiveModelOptions Options => options;

    /// <exception cref="InvalidDataException">It is damaged.</exception>
    /// <exception cref="FileNotFoundException">There is none.</exception>
    public ActivePointer ReadPointer()
        => ActivePointer.Read(PhysicalFileSystem.Instance, store)
            ?? throw new FileNotFoundException(
                $"{store}: expected a store with an active model, found none. Install one: denseedge-agent apply --bundle FILE.");

    /// <summary>Loads the active model; if the pointer moves on meanwhile, the newer one.</summary>
    public DensePredictor LoadFirst(out ActivePointer active)
    {
        for (int attempt = 1; ; attempt++)
        {
            active = ReadPointer();
            try
            {
                DensePredictor predictor = Load(active.Active);
                Tell(active.Active, null);
                return predictor;
            }
            catch (Exception fault) when (fault is EngineException or IOException or InvalidDataException)
            {
                if (attempt == Attempts || ReadPointer().Active == active.Active)
                {
                    Tell(active.Active, fault.Message);
                    throw;
                }
            }
        }
    }

    public DensePredictor Load(ModelReference model)
        => DensePredictor.Load(Path.Combine(store, model.ModelPath.Replace('/', Path.DirectorySeparatorChar)), options.Predictor);

    /// <summary>Tells the agent how a model does, if the app wants that.</summary>
    /// <param name="model">The model.</param>
    /// <param name="fault">What is wrong with it; null if nothing is.</param>
    /// <param name="sortedMs">How long its newest frames took, in milliseconds and ascending order; empty for nothing.</param>
    public void Tell(ModelReference model, string? fault, ReadOnlySpan<float> sortedMs = default)
    {
        if (options.AppName is null)
        {
            return;
        }

        try
        {
            DurableFile.Replace(
                PhysicalFileSystem.Instance, Path.Combine(store, "health", options.AppName + ".json"),
                Report(model, fault, sortedMs));
        }
        catch (Exception refusal) when (refusal is IOException or UnauthorizedAccessException)
        {
            SdkLog.HealthNotTold(options.Predictor.Logger, store, refusal.Message);
        }
    }

    private static byte[] Report(ModelReference model, string? fault, ReadOnlySpan<float> sortedMs)
    {
        using MemoryStream bytes = new();
        using (Utf8JsonWriter json = new(bytes))
        {
            json.WriteStartObject();
            json.WriteBoolean("healthy", fault is null);
            json.WriteString("digest", model.Digest);
            json.WriteString("reason", fault);
            if (!sortedMs.IsEmpty)
            {
                WriteLatency(json, sortedMs);
            }

            json.WriteEndObject();
        }

        return bytes.ToArray();
    }

    private static void WriteLatency(Utf8JsonWriter json, ReadOnlySpan<float> sortedMs)
    {
        json.WriteStartObject("latency");
        foreach ((string name, int percent) in (ReadOnlySpan<(string, int)>)[("p50_ms", 50), ("p95_ms", 95), ("p99_ms", 99)])
        {
            // Nearest rank: the smallest time that so many percent of the frames did not exceed.
            int rank = Math.Max(1, ((sortedMs.Length * percent) + 99) / 100);
            json.WriteNumber(name, Math.Round(sortedMs[rank - 1], 3));
        }

        json.WriteNumber("frames", sortedMs.Length);
        json.WriteEndObject();
    }
}
