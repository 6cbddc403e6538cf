using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Parameters that share options of Adam or AdamW; the official package has this in each of them.</summary>
/// <typeparam name="TOptions">The options.</typeparam>
public abstract class AdamFamilyParamGroup<TOptions> : ParamGroup<TOptions>, optim.IBetas
    where TOptions : AdamFamilyOptions, new()
{
    private protected AdamFamilyParamGroup()
    {
    }

    private protected AdamFamilyParamGroup(IEnumerable<Parameter> parameters, TOptions options)
        : base(parameters, options)
    {
    }

    private protected AdamFamilyParamGroup(
        IEnumerable<Parameter> parameters,
        double lr,
        (double Beta1, double Beta2) betas,
        double eps,
        double weightDecay,
        bool amsgrad,
        bool maximize)
        : base(parameters, new TOptions
        {
            LearningRate = lr,
            beta1 = betas.Beta1,
            beta2 = betas.Beta2,
            eps = eps,
            weight_decay = weightDecay,
            amsgrad = amsgrad,
            maximize = maximize,
        })
    {
    }

    /// <summary>The decay rates.</summary>
    public (double, double) Betas
    {
        get => (Options!.beta1!.Value, Options.beta2!.Value);
        set => (Options!.beta1, Options.beta2) = value;
    }
}
