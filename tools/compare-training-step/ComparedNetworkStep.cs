using DenseEdge.Training.Losses;
using DenseEdge.Training.Network;
using static TorchSharp.torch;

namespace DenseEdge.TrainingStep;

/// <summary>A network whose genotype is decided.</summary>
internal sealed class ComparedNetworkStep : ComparedStep
{
    private readonly MultiTaskNetwork _network;
    private readonly MultiTaskLoss _loss;

    public ComparedNetworkStep(StepRecipe recipe, int batch)
        : base(recipe, batch)
    {
        _network = MultiTaskNetwork.Create(recipe.Network, seed: 1);
        _loss = new MultiTaskLoss(_network, recipe.Loss);
        Optimizers =
        [
            recipe.Momentum > 0
                ? optim.SGD(_network.parameters(), recipe.LearningRate, recipe.Momentum, weight_decay: recipe.WeightDecay)
                : optim.AdamW(
                    _network.parameters(), recipe.LearningRate, beta1: 0.9, beta2: 0.999, weight_decay: recipe.WeightDecay),
        ];
        if (_network.NormalCentroids is not null)
        {
            _network.SetNormalCentroids(ComparedBatch.Directions(new Random(3), 40));
        }
    }

    protected override nn.Module Network => _network;

    protected override IReadOnlyList<optim.Optimizer> Optimizers { get; }

    protected override Tensor EvaluationLoss(Tensor images, LabelBatch labels) => TrainingLoss(images, labels);

    protected override Tensor TrainingLoss(Tensor images, LabelBatch labels)
        => _loss.Compute(_network.call(images), labels).Total;

    protected override void Infer(Tensor images) => _network.call(images);
}
