using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>What Adam and AdamW remember about one parameter; the official package has this in each of them.</summary>
public abstract class AdamFamilyState : OptimizerState, IDisposable
{
    private protected AdamFamilyState(AdamState moments) => Moments = moments;

    /// <summary>How often the parameter was updated.</summary>
    public long step
    {
        get => Moments.Step;
        set => Moments.Step = value;
    }

    /// <summary>The running mean of the gradient.</summary>
    public Tensor exp_avg
    {
        get => Moments.Average;
        set => Moments.Average = value;
    }

    /// <summary>The running mean of the squared gradient.</summary>
    public Tensor exp_avg_sq
    {
        get => Moments.Square;
        set => Moments.Square = value;
    }

    /// <summary>The greatest running mean of the squared gradient; null without amsgrad.</summary>
    public Tensor? max_exp_avg_sq
    {
        get => Moments.MaxSquare;
        set => Moments.MaxSquare = value;
    }

    internal AdamState Moments { get; }

    /// <inheritdoc/>
    public override void to(Device device) => Moments.Move(device);

    /// <inheritdoc/>
    public override void LoadStateDict(BinaryReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        Moments.Read(reader);
    }

    /// <inheritdoc/>
    public override void LoadStateDict(OptimizerState source)
    {
        ArgumentNullException.ThrowIfNull(source);
        Moments.Take(((AdamFamilyState)source).Moments);
    }

    /// <inheritdoc/>
    public override void SaveStateDict(BinaryWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        Moments.Write(writer);
    }

    /// <summary>Releases the state.</summary>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Releases the state.</summary>
    /// <param name="disposing">False on the finalizer's thread.</param>
    protected virtual void Dispose(bool disposing) => Moments.Dispose();
}
