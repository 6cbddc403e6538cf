using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Parameters that share options.</summary>
public class ParamGroup : optim.ILearningRateController
{
    /// <summary>The parameters.</summary>
    public IEnumerable<Parameter> Parameters { get; set; } = [];

    /// <summary>The options; null takes all of them from the optimiser.</summary>
    public OptimizerOptions? Options { get; set; }

    /// <summary>The learning rate of the next step.</summary>
    public double LearningRate
    {
        get => Given.LearningRate!.Value;
        set => Given.LearningRate = value;
    }

    /// <summary>The learning rate at the start, for schedules.</summary>
    public double InitialLearningRate
    {
        get => Given.InitialLearningRate!.Value;
        set => Given.InitialLearningRate = value;
    }

    private OptimizerOptions Given =>
        Options ?? throw new InvalidOperationException("The group has no options before an optimiser takes it.");
}
