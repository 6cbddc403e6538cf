using TorchSharp;
using static TorchSharp.torch;

namespace DenseEdge.Examples.DropInRefinement;

/// <summary>Trains the network of this example for some steps.</summary>
public static class Example
{
    private const int Batch = 4;
    private const double LearningRate = 0.005;
    private const double CoarseWeight = 0.5;

    /// <summary>Trains on new pictures in every step.</summary>
    /// <param name="network">The network.</param>
    /// <param name="steps">How many steps.</param>
    /// <returns>The loss of every step.</returns>
    public static IReadOnlyList<double> Train(ThreeTaskNetwork network, int steps)
    {
        ArgumentNullException.ThrowIfNull(network);
        using optim.Optimizer optimizer = optim.AdamW(network.parameters(), LearningRate, beta1: 0.9, beta2: 0.999);
        List<double> losses = [];
        network.train();
        for (int step = 0; step < steps; step++)
        {
            using DisposeScope scope = NewDisposeScope();
            TileBatch batch = Tiles.Make(Batch, seed: step);
            optimizer.zero_grad();
            Tensor loss = Loss(network.call(batch.Images), batch);
            loss.backward();
            optimizer.step();
            losses.Add(loss.item<float>());
        }

        return losses;
    }

    private static Tensor Loss(ThreeTaskPredictions predictions, TileBatch batch)
    {
        Tensor final = nn.functional.cross_entropy(predictions.Material, batch.Material)
            + nn.functional.l1_loss(predictions.Height, batch.Height)
            + nn.functional.binary_cross_entropy_with_logits(predictions.Shadow, batch.Shadow);

        // The coarse predictions have losses of their own: that is what gives their regions a meaning.
        Tensor coarse = nn.functional.cross_entropy(predictions.CoarseMaterial, batch.Material)
            + nn.functional.cross_entropy(predictions.CoarseHeight, batch.HeightBin);
        return final + (coarse * CoarseWeight);
    }
}
