namespace TorchSharp.Modules;

/// <summary>The options of a group for Adam and AdamW, null for the optimiser's own; the official package has this in each of
/// them.</summary>
public abstract class AdamFamilyOptions : OptimizerOptions
{
    /// <summary>The decay rate of the mean.</summary>
    public double? beta1;

    /// <summary>The decay rate of the mean square.</summary>
    public double? beta2;

    /// <summary>How much the weights decay: see the optimiser.</summary>
    public double? weight_decay;

    /// <summary>What is added to the root of the mean square.</summary>
    public double? eps;

    /// <summary>Whether the greatest mean square so far is used.</summary>
    public bool? amsgrad;

    /// <summary>Whether the loss is to grow.</summary>
    public bool? maximize;

    /// <inheritdoc/>
    public override void LoadStateDict(BinaryReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        base.LoadStateDict(reader);
        beta1 = reader.ReadDouble();
        beta2 = reader.ReadDouble();
        weight_decay = reader.ReadDouble();
        eps = reader.ReadDouble();
        amsgrad = reader.ReadBoolean();
        maximize = reader.ReadBoolean();
    }

    /// <inheritdoc/>
    public override void LoadStateDict(OptimizerOptions source)
    {
        ArgumentNullException.ThrowIfNull(source);
        base.LoadStateDict(source);
        var options = (AdamFamilyOptions)source;
        (beta1, beta2, weight_decay, eps) = (options.beta1, options.beta2, options.weight_decay, options.eps);
        (amsgrad, maximize) = (options.amsgrad, options.maximize);
    }

    /// <inheritdoc/>
    public override void SaveStateDict(BinaryWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        base.SaveStateDict(writer);
        writer.Write(beta1!.Value);
        writer.Write(beta2!.Value);
        writer.Write(weight_decay!.Value);
        writer.Write(eps!.Value);
        writer.Write(amsgrad!.Value);
        writer.Write(maximize!.Value);
    }
}
