namespace DenseEdge.Training.Engine;

/// <summary>The numbers of the paper's training and search, as the authors' code has them for NYUD-v2.</summary>
/// <remarks>Bruggemann et al., ICCV 2021. <see cref="DefaultRecipe"/> is what DenseEdge trains with by itself.</remarks>
internal static class PaperRecipe
{
    /// <summary>Steps of a training and of a search.</summary>
    public const int Steps = 40_000;

    /// <summary>Learning rate of SGD at the start; 0.005 for PASCAL-Context.</summary>
    public const double LearningRate = 0.01;

    /// <summary>Momentum of SGD, without Nesterov's correction.</summary>
    public const double Momentum = 0.9;

    /// <summary>Weight decay of every parameter, normalisations and biases included.</summary>
    public const double WeightDecay = 5e-4;

    /// <summary>Exponent of the learning rate's decay to 0.</summary>
    public const double DecayPower = 0.9;

    /// <summary>Learning rate of Adam for the preferences of a search, constant and without weight decay.</summary>
    public const double PreferenceLearningRate = 5e-4;

    /// <summary>Adam's decay of the mean.</summary>
    public const double PreferenceBeta1 = 0.9;

    /// <summary>Adam's decay of the mean square.</summary>
    public const double PreferenceBeta2 = 0.999;

    /// <summary>The norm that the gradients of weights and preferences together are clipped to; in a search only.</summary>
    public const double SearchGradientClipNorm = 10;
}
