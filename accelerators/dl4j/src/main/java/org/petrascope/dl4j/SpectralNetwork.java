package org.petrascope.dl4j;

import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.linalg.lossfunctions.impl.LossL2;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;
import org.petrascope.learning.NetworkBatch;
import org.petrascope.learning.NetworkLayout;
import org.petrascope.learning.NetworkLayout.Convolution;
import org.petrascope.learning.NetworkObjective;
import org.petrascope.learning.NetworkWeights;
import org.petrascope.learning.Rows;
import org.petrascope.learning.TaughtNetwork;

/**
 * A layout for single spectra as Deeplearning4j's layers, on images of bands x 1 in one channel,
 * [spectrum][filter][band][1]. Deeplearning4j knows no focal loss, so rows that are told easily
 * count as much as their weights say, and it drops no hidden units. Used by one thread at a time;
 * whoever made it closes it.
 */
final class SpectralNetwork implements TaughtNetwork {
  private final NetworkWeights start;
  private final MultiLayerNetwork network;

  SpectralNetwork(NetworkWeights start, NetworkObjective objective) {
    NativeLibrary.require();
    this.start = start;
    this.network = network(start.layout(), objective);
    WeightOrder.put(start, network);
  }

  private static MultiLayerNetwork network(NetworkLayout layout, NetworkObjective objective) {
    var layers =
        new NeuralNetConfiguration.Builder()
            .updater(new Adam())
            .convolutionMode(ConvolutionMode.Same)
            .activation(Activation.RELU)
            .list();
    for (Convolution convolution : layout.convolutions()) {
      layers.layer(
          new ConvolutionLayer.Builder(convolution.kernel(), 1)
              .nOut(convolution.filters())
              .dataFormat(CNN2DFormat.NCHW)
              .build());
      if (convolution.pool() > 1) {
        layers.layer(
            new SubsamplingLayer.Builder(PoolingType.MAX)
                .kernelSize(convolution.pool(), 1)
                .stride(convolution.pool(), 1)
                .convolutionMode(ConvolutionMode.Truncate)
                .build());
      }
    }
    layers.layer(new DenseLayer.Builder().nOut(layout.hidden()).build());
    layers.layer(
        new OutputLayer.Builder(loss(objective))
            .nOut(layout.outputs())
            .activation(
                layout.head() == NetworkLayout.Head.SHARES
                    ? Activation.SOFTMAX
                    : Activation.SIGMOID)
            .build());
    layers.setInputType(InputType.convolutional(layout.bands(), 1, 1));
    MultiLayerNetwork network = new MultiLayerNetwork(layers.build());
    network.init();
    return network;
  }

  private static ILossFunction loss(NetworkObjective objective) {
    return objective == NetworkObjective.SQUARED_ERROR ? new LossL2() : new LossMCXENT();
  }

  @Override
  public void step(NetworkBatch batch, double rate) {
    network.setLearningRate(rate);
    try (INDArray images = images(batch.rows());
        INDArray targets = table(batch.targets());
        INDArray weights = table(batch.weights())) {
      network.fit(images, targets, null, weights);
    }
  }

  @Override
  public Rows outputs(Rows rows) {
    try (INDArray images = images(rows);
        INDArray outputs = network.output(images)) {
      return new Rows(rows.count(), start.layout().outputs(), outputs.dup('c').data().asFloat());
    }
  }

  private INDArray images(Rows rows) {
    float[] mean = start.values("mean");
    float[] deviation = start.values("deviation");
    float[] standardised = new float[rows.values().length];
    for (int i = 0; i < standardised.length; i++) {
      int band = i % mean.length;
      standardised[i] = (rows.values()[i] - mean[band]) / deviation[band];
    }
    return Nd4j.create(standardised, new int[] {rows.count(), 1, rows.columns(), 1}, 'c');
  }

  private static INDArray table(Rows rows) {
    return Nd4j.create(rows.values(), new int[] {rows.count(), rows.columns()}, 'c');
  }

  @Override
  public NetworkWeights weights() {
    return WeightOrder.taken(start, network);
  }

  MultiLayerNetwork layers() {
    return network;
  }

  @Override
  public void close() {
    network.close();
  }
}
