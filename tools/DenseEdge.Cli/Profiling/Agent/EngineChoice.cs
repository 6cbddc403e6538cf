using DenseEdge.Sdk;
using DenseEdge.Sdk.Inference.Choosing;
using DenseEdge.Sdk.Inference.Library;
using Microsoft.ML.OnnxRuntime;

namespace DenseEdge.Cli.Profiling.Agent;

/// <summary>The one engine that every network of a job runs on: never another one because the first didn't take a
/// model.</summary>
/// <param name="Provider">What computes.</param>
/// <param name="Name">Engine, version and provider, as <see cref="DensePredictor.EngineName"/> has them.</param>
internal sealed record EngineChoice(ExecutionProvider Provider, string Name)
{
    /// <summary>Chooses the engine.</summary>
    /// <param name="asked">What the user wants; null for the best that is there.</param>
    /// <exception cref="EngineException">It isn't there; the message says why.</exception>
    public static EngineChoice Make(ExecutionProvider? asked)
    {
        OrtLibrary.Use(null);
        SystemProbe probe = new();
        ExecutionProvider provider = asked
            ?? ExecutionProviders.Automatic.First(candidate => ProviderRanking.Refuse(candidate, 0, probe) is null);
        return ProviderRanking.Refuse(provider, 0, probe) is { } refusal
            ? throw new EngineException($"Expected the engine {provider}: {refusal.Reason}", [refusal])
            : new EngineChoice(provider, $"ONNX Runtime {OrtEnv.Instance().GetVersionString()}, {provider}");
    }
}
