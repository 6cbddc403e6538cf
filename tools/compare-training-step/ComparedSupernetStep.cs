using DenseEdge.Contracts;
using DenseEdge.Training.Losses;
using DenseEdge.Training.Network;
using DenseEdge.Training.Search;
using static TorchSharp.torch;

namespace DenseEdge.TrainingStep;

/// <summary>
/// One step of ATRC's search (ICCV 2021, spec of the authors' code): every context of every pair, mixed by the Gumbel softmax,
/// entropy in the loss, weights and preferences stepping together.
/// </summary>
internal sealed class ComparedSupernetStep : ComparedStep
{
    private const double PreferenceLearningRate = 5e-4;
    private const int SearchSteps = 40_000;

    private readonly Supernet _network;
    private readonly MultiTaskLoss _loss;

    public ComparedSupernetStep(StepRecipe recipe, int batch)
        : base(recipe, batch)
    {
        _network = Supernet.Create(recipe.Network, seed: 1);
        _network.SetNormalCentroids(ComparedBatch.Directions(new Random(3), 40));
        _loss = new MultiTaskLoss(recipe.Network, () => _network.NormalCentroids, recipe.Loss);
        Optimizers =
        [
            optim.SGD(_network.Weights, recipe.LearningRate, recipe.Momentum, weight_decay: recipe.WeightDecay),
            optim.Adam(_network.Preferences, PreferenceLearningRate),
        ];
    }

    protected override nn.Module Network => _network;

    protected override IReadOnlyList<optim.Optimizer> Optimizers { get; }

    /// <summary>Every context counts the same, so that an error in any of them shows.</summary>
    protected override Tensor EvaluationLoss(Tensor images, LabelBatch labels)
        => Loss(_network.Compute(images, EqualWeights()), labels);

    protected override Tensor TrainingLoss(Tensor images, LabelBatch labels)
    {
        SearchSchedule schedule = new(SearchSteps);
        _network.Head.Temperature = schedule.Temperature(Steps);
        return Loss(_network.call(images), labels) + (_network.Head.MeanEntropy() * schedule.EntropyWeight(Steps));
    }

    protected override void Infer(Tensor images) => _network.Compute(images, EqualWeights());

    private Tensor Loss(NetworkOutput output, LabelBatch labels)
        => _loss.Compute(output, labels).Total;

    private Dictionary<(TaskKind Target, TaskKind Source), ContextWeights> EqualWeights()
        => _network.Head.Pairs.ToDictionary(
            pair => pair.Key, pair => ContextWeights.Mixed(pair.Value.Preference.detach().mul(0).softmax(0)));
}
