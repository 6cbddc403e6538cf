using DenseEdge.Bundles.Choosing;
using DenseEdge.Sdk;
using DenseEdge.Telemetry;

namespace DenseEdge.Agent.Sources;

/// <summary>What this device is, as bundles ask for it.</summary>
public static class DeviceFactsReader
{
    /// <summary>Asks the machine.</summary>
    /// <param name="board">What the operator calls the board; null for what the board says about itself.</param>
    /// <exception cref="EngineException">There is no native ONNX Runtime.</exception>
    public static DeviceFacts Read(string? board)
    {
        BoardIdentity identity = BoardIdentity.Read();
        string?[] names = [board, identity.Model, identity.Processor, .. identity.Compatible];
        return new DeviceFacts
        {
            Runtimes = [.. InstalledEngines.Find().Select(engine => new RuntimeFact(engine.Provider, engine.Version))],
            BoardNames = [.. names.OfType<string>()],
        };
    }
}
