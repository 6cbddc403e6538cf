using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>What an optimiser remembers about one parameter.</summary>
public abstract class OptimizerState
{
    /// <summary>Moves the state.</summary>
    /// <param name="device">The device.</param>
    public virtual void to(Device device)
    {
    }

    /// <summary>Reads the state.</summary>
    /// <param name="reader">Where <see cref="SaveStateDict"/> wrote.</param>
    public abstract void LoadStateDict(BinaryReader reader);

    /// <summary>Takes over a copy of another state.</summary>
    /// <param name="source">The other state.</param>
    public abstract void LoadStateDict(OptimizerState source);

    /// <summary>Writes the state.</summary>
    /// <param name="writer">Where to.</param>
    public abstract void SaveStateDict(BinaryWriter writer);
}
